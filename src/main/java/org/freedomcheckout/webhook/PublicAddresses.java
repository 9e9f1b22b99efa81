package org.freedomcheckout.webhook;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Finds the addresses of a receiver, and refuses those that are not on the open internet. The connection is made to what
 * was checked here, so a name cannot change its address in between.
 */
final class PublicAddresses implements DnsResolver {

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var addresses = InetAddress.getAllByName(host);
        if (!Arrays.stream(addresses).allMatch(PublicAddresses::isPublic)) {
            throw new UnknownHostException("an address of " + host + " is not public");
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        return switch (address) {
            case Inet4Address v4 -> isPublic(v4.getAddress());
            case Inet6Address v6 -> isPublicV6(v6.getAddress());
            default -> false;
        };
    }

    /** What the JDK does not tell apart: 0/8, carrier-grade NAT, protocol assignments, benchmarks, the end. */
    private static boolean isPublic(byte[] v4) {
        var first = v4[0] & 0xff;
        var second = v4[1] & 0xff;
        var third = v4[2] & 0xff;
        return first != 0
                && !(first == 100 && second >= 64 && second <= 127)
                && !(first == 192 && second == 0 && third == 0)
                && !(first == 198 && (second == 18 || second == 19))
                && first < 240;
    }

    /** Of IPv6 only 2000::/3 is in use, without 6to4 and NAT64, which lead into IPv4, and documentation. */
    private static boolean isPublicV6(byte[] v6) {
        var first = ((v6[0] & 0xff) << 8) | (v6[1] & 0xff);
        var second = ((v6[2] & 0xff) << 8) | (v6[3] & 0xff);
        return first >> 13 == 1 && first != 0x2002 && !(first == 0x2001 && (second == 0 || second == 0xdb8));
    }
}
