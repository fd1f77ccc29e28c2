import { trackEndpoint } from "../../src/http/track-endpoint.ts";

export default trackEndpoint();
