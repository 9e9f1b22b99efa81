package org.freedomcheckout.gateway;

import java.net.URI;
import java.util.Map;

/**
 * What the shopper's browser sends to Freedom Pay. Holds a signature, and no secret.
 *
 * @param fields in the order of sending
 * @param get whether they go into the query instead of the body
 */
public record SignedForm(URI action, Map<String, String> fields, boolean get) {}
