package org.freedomcheckout.web.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** Who calls, as far as limits go: an IPv4 address, or the /64 network that one IPv6 subscriber has for himself. */
public final class ClientAddress {

    private static final int SUBSCRIBERS_NETWORK = 8;
    private static final int LONGEST = 45;

    private ClientAddress() {}

    /** The caller at an address. */
    public static String of(InetAddress address) {
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), SUBSCRIBERS_NETWORK)) + "::/64"
                : address.getHostAddress();
    }

    /**
     * The caller at an address.
     *
     * @param text as the servlet container says it; what a trusted proxy made up and is no address stands for itself
     */
    public static String of(String text) {
        try {
            return of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return text.substring(0, Math.min(text.length(), LONGEST));
        }
    }
}
