package org.freedomcheckout.gateway;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses of Freedom Pay's pages, to which a browser is sent. */
final class PageUrls {

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.[0-9.]+|\\[::1\\]");
    private static final int MAX_LENGTH = 2048;

    private PageUrls() {}

    /** An absolute https address; http on loopback, as the sandbox has it. */
    static Optional<URI> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            var url = new URI(text);
            var isPage = url.getHost() != null
                    && url.getRawUserInfo() == null
                    && ("https".equals(url.getScheme())
                            || ("http".equals(url.getScheme())
                                    && LOOPBACK.matcher(url.getHost()).matches()));
            return isPage ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
