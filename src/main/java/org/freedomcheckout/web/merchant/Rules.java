package org.freedomcheckout.web.merchant;

import java.net.Inet6Address;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the texts of a request must look like. */
final class Rules {

    private static final Pattern ORDER_ID = Pattern.compile("[A-Za-z0-9_.-]{1,50}");
    private static final Pattern USER_ID = Pattern.compile("[A-Za-z0-9_-]{1,50}");
    private static final Pattern PAYMENT_ID = Pattern.compile("[0-9]{1,64}");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@\\p{Cntrl}]{1,64}@[^\\s@\\p{Cntrl}]{1,189}");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9]{5,15}");
    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");
    private static final Pattern HOST_NAME = Pattern.compile(
            "(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.[0-9.]+|\\[::1\\]");

    private static final String LINES = "\r\n\t";

    private Rules() {}

    static boolean isOrderId(String text) {
        return ORDER_ID.matcher(text).matches();
    }

    static boolean isUserId(String text) {
        return USER_ID.matcher(text).matches();
    }

    static boolean isPaymentId(String text) {
        return PAYMENT_ID.matcher(text).matches();
    }

    static boolean isEmail(String text) {
        return EMAIL.matcher(text).matches();
    }

    static boolean isPhone(String text) {
        return PHONE.matcher(text).matches();
    }

    /** Four numbers, or what IPv6 allows; the platform's own reader takes {@code 1.2.3} for an address as well. */
    static boolean isIp(String text) {
        return IPV4.matcher(text).matches() || (IPV6.matcher(text).matches() && isIpv6(text));
    }

    private static boolean isIpv6(String text) {
        try {
            return !Inet6Address.ofLiteral(text).getHostAddress().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** A text of some length without control characters, but for line breaks. */
    static boolean isPlain(String text, int min, int max) {
        return text.length() >= min
                && text.length() <= max
                && text.chars().noneMatch(c -> Character.isISOControl(c) && LINES.indexOf(c) < 0)
                && isWellFormed(text);
    }

    /** Half of a surrogate pair is no text and cannot be sent on. */
    private static boolean isWellFormed(String text) {
        return text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }

    /**
     * An address that a browser may be sent to: absolute https with a DNS name, without user info; http, and any host
     * name, only on loopback. At most 2048 characters.
     */
    static Optional<URI> browserUrl(String text) {
        if (text.length() > 2048 || text.chars().anyMatch(c -> c <= ' ' || c > '~' || c == '\\' || c == '"')) {
            return Optional.empty();
        }
        try {
            var url = new URI(text);
            var host = url.getHost();
            if (host == null || url.getRawUserInfo() != null || url.getScheme() == null) {
                return Optional.empty();
            }
            var loopback = LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
            return switch (url.getScheme().toLowerCase(Locale.ROOT)) {
                case "https" -> loopback || HOST_NAME.matcher(host).matches() ? Optional.of(url) : Optional.empty();
                case "http" -> loopback ? Optional.of(url) : Optional.empty();
                default -> Optional.empty();
            };
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
