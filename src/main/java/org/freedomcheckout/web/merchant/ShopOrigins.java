package org.freedomcheckout.web.merchant;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.freedomcheckout.flow.PublicUrls;

/**
 * Where a merchant's shoppers may be sent back to: whoever has stolen an API key must not lead them elsewhere from our pages.
 *
 * @param origins scheme, host and port of each; none means any
 */
public record ShopOrigins(Set<String> origins) {

    public static final ShopOrigins ANY = new ShopOrigins(Set.of());

    public ShopOrigins {
        origins = Set.copyOf(origins);
    }

    /**
     * Reads origins such as {@code https://shop.kz} and {@code https://shop.kz:8443}.
     *
     * @throws IllegalArgumentException if one is not just that, or there is none
     */
    public static ShopOrigins of(List<String> texts) {
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("no origin");
        }
        return new ShopOrigins(texts.stream().map(ShopOrigins::origin).collect(Collectors.toSet()));
    }

    private static String origin(String text) {
        var url = Rules.browserUrl(text)
                .filter(whole ->
                        whole.getRawPath().isEmpty() && whole.getRawQuery() == null && whole.getRawFragment() == null);
        return PublicUrls.originOf(url.orElseThrow(() -> new IllegalArgumentException("not an origin")));
    }

    boolean allow(URI url) {
        return origins.isEmpty() || origins.contains(PublicUrls.originOf(url));
    }
}
