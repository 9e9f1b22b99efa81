package org.freedomcheckout.web.merchant;

import java.time.Duration;
import java.util.List;
import org.freedomcheckout.flow.PublicUrls;

/**
 * What the merchant API needs to be told.
 *
 * @param expiresIn a checkout's life when the merchant does not say
 * @param languages that a checkout may ask for
 * @param urls ours, to which no bank can lead
 * @param shops where shoppers may be sent back to
 */
public record ApiSettings(Duration expiresIn, List<String> languages, PublicUrls urls, ShopOrigins shops) {

    static final Duration MIN_EXPIRES_IN = Duration.ofMinutes(5);
    static final Duration MAX_EXPIRES_IN = Duration.ofDays(7);

    public ApiSettings {
        languages = List.copyOf(languages);
        expiresIn(expiresIn);
    }

    /** Whether a text is an address at a shop to which a shopper may be sent back. */
    boolean isShopUrl(String text) {
        return Rules.browserUrl(text)
                .filter(url -> !urls.isOurs(url) && shops.allow(url))
                .isPresent();
    }

    /** What such an address must be, in words. */
    String shopUrlShape(int most) {
        return "must be an absolute https URL with a host name (http for loopback), not ours, at most " + most
                + " characters" + (shops.origins().isEmpty() ? "" : ", at one of the shop's origins");
    }

    /**
     * A life that a checkout may have.
     *
     * @throws IllegalArgumentException unless it is from five minutes to seven days
     */
    public static Duration expiresIn(Duration life) {
        if (life.compareTo(MIN_EXPIRES_IN) < 0 || life.compareTo(MAX_EXPIRES_IN) > 0) {
            throw new IllegalArgumentException("must be from PT5M to P7D");
        }
        return life;
    }
}
