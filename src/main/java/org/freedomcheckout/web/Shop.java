package org.freedomcheckout.web;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The merchant's looks.
 *
 * @param name empty if the merchant set none
 * @param logoUrl an image
 * @param accent a color such as {@code #0a7}
 */
public record Shop(
        String name,
        @Nullable String logoUrl,
        @Nullable String accent,
        @Nullable String supportEmail,
        @Nullable String supportPhone) {

    /** What the shop's color adds to the stylesheet; null without one. */
    public @Nullable String accentStyle() {
        return accent == null ? null : new Accent(accent).style();
    }

    Optional<String> logoOrigin() {
        return Optional.ofNullable(logoUrl)
                .map(URI::create)
                .map(url -> url.getScheme() + "://" + url.getRawAuthority());
    }
}
