package org.freedomcheckout.shop;

import java.net.URI;

/**
 * What the shop needs to be told.
 *
 * @param port 0 for any free one
 * @param checkoutApi the checkout's base address
 * @param apiKey the merchant's bearer key
 * @param webhookSecret with which the checkout signs its webhooks
 * @param gateway Freedom Pay's base address, for the payments this shop makes as a certified merchant would
 */
public record ShopSettings(
        String host,
        int port,
        URI checkoutApi,
        String apiKey,
        String webhookSecret,
        URI gateway,
        String merchantId,
        String secretKey) {}
