create function analytics.filled(amount integer)
  returns integer
  immutable
  parallel safe
  language sql
return (1 << width_bucket(amount, array[
  1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768, 65536, 131072, 262144, 524288, 1048576,
  2097152, 4194304, 8388608, 16777216, 33554432, 67108864, 134217728, 268435456, 536870912
])) - 1;

comment on function analytics.filled(integer) is
  'The binary digits of a number from 0 to 2^30 - 1, with all below its highest set: digit n is set where 2^n is not more than it.';
