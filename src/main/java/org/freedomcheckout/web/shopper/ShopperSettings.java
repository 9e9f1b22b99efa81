package org.freedomcheckout.web.shopper;

import java.net.URI;

/**
 * What the shopper's pages need to be told.
 *
 * @param gateway Freedom Pay's address; one on loopback is allowed as a target although it is not https
 */
public record ShopperSettings(Embedding embedding, URI gateway) {

    /** What forms and frames may lead to: any bank, by https; and in a demo the simulated one. */
    String targets() {
        return "https:".concat(gateway.getScheme().equals("http") ? " " + origin() : "");
    }

    String origin() {
        return gateway.getScheme() + "://" + gateway.getRawAuthority();
    }
}
