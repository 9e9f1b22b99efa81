package org.freedomcheckout.web;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.catalina.util.NetMaskSet;

/**
 * Where a listener listens.
 *
 * @param port 0 for any free one
 * @param trustedProxies address ranges (CIDR) whose word about the caller's address is believed
 * @param limitsEach whether one address can have only so many connections
 */
public record WebSettings(String host, int port, Optional<Tls> tls, List<String> trustedProxies, boolean limitsEach) {

    /** Numbers only: a name would be looked up, and whoever answers for it would be trusted. */
    private static final Pattern RANGE =
            Pattern.compile("([0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f.]*:[0-9A-Fa-f.:]*)(/[0-9]{1,3})?");

    /** PEM files. */
    public record Tls(Path certificate, Path key) {}

    /**
     * Checked.
     *
     * @throws IllegalArgumentException if a range is none
     */
    public WebSettings {
        trustedProxies = List.copyOf(trustedProxies);
        proxies(trustedProxies);
    }

    /** A listener for few and known callers, without TLS and proxies. */
    public static WebSettings plain(String host, int port) {
        return new WebSettings(host, port, Optional.empty(), List.of(), false);
    }

    NetMaskSet proxies() {
        return proxies(trustedProxies);
    }

    private static NetMaskSet proxies(List<String> ranges) {
        var set = new NetMaskSet();
        for (var range : ranges) {
            if (!RANGE.matcher(range).matches()) {
                throw new IllegalArgumentException(range + " is no address range");
            }
            set.add(range);
        }
        return set;
    }
}
