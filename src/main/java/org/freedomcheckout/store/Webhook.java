package org.freedomcheckout.store;

/**
 * A message to the merchant, as it will be sent.
 *
 * @param id {@code msg_} and 22 letters and digits; the same at every try
 * @param type such as {@code checkout.paid}
 * @param body JSON
 */
public record Webhook(String id, String type, String body) {}
