package org.freedomcheckout.web.shopper;

import java.net.URI;
import org.freedomcheckout.checkout.Checkout;

/** The way back to the shop: its own address, with the checkout's id and the order's. */
final class ShopUrls {

    private ShopUrls() {}

    static String success(Checkout checkout) {
        return with(checkout.terms().successUrl(), checkout);
    }

    static String failure(Checkout checkout) {
        return with(checkout.terms().failureUrl(), checkout);
    }

    /** Where nobody reads from the address whether it was paid. */
    static String home(Checkout checkout) {
        return checkout.terms().successUrl().resolve("/").toString();
    }

    private static String with(URI url, Checkout checkout) {
        var text = url.toString();
        var fragment = text.indexOf('#');
        var address = fragment < 0 ? text : text.substring(0, fragment);
        // Neither id holds a character that would have to be encoded.
        return address
                + (address.contains("?") ? "&" : "?")
                + "checkout_id=" + checkout.id()
                + "&order_id=" + checkout.terms().orderId()
                + (fragment < 0 ? "" : text.substring(fragment));
    }
}
