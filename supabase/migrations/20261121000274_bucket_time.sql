create function analytics.bucket_time(bucket timestamp)
  returns text
  stable
  strict
  parallel safe
  language sql
return to_char(bucket, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');

comment on function analytics.bucket_time(timestamp) is 'The start of a bucket in UTC, as ISO 8601 to the millisecond.';
