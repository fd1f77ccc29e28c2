import { keysEndpoint } from "../../src/http/keys-endpoint.ts";

export default keysEndpoint();
