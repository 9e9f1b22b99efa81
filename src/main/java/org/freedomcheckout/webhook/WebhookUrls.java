package org.freedomcheckout.webhook;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Which addresses a webhook may go to; checked at start, and once more with each connection. */
public final class WebhookUrls {

    private WebhookUrls() {}

    /**
     * Checks an address.
     *
     * @param allowPrivate whether http, loopback and private networks will do
     * @throws IllegalArgumentException if it will not do; a name that cannot be resolved now is left to later
     */
    public static URI check(String text, boolean allowPrivate) {
        var url = URI.create(text);
        var isHttps = "https".equals(url.getScheme());
        var isHttp = "http".equals(url.getScheme()) && allowPrivate;
        if (url.getHost() == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("not an address to post to");
        }
        if (!isHttps && !isHttp) {
            throw new IllegalArgumentException("not https");
        }
        if (!allowPrivate && isKnownPrivate(url.getHost())) {
            throw new IllegalArgumentException("not public");
        }
        return url;
    }

    private static boolean isKnownPrivate(String host) {
        try {
            return !Arrays.stream(InetAddress.getAllByName(host)).allMatch(PublicAddresses::isPublic);
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
