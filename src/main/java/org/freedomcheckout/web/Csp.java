package org.freedomcheckout.web;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A Content-Security-Policy in the making. */
public final class Csp {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<String, String> directives = new LinkedHashMap<>();

    private Csp() {}

    /** What our own pages may do: load our own files and nothing else. */
    public static Csp page(String nonce) {
        return new Csp()
                .with("default-src", "'none'")
                .with("script-src", "'nonce-" + nonce + "'")
                .with("style-src", "'nonce-" + nonce + "'")
                .with("img-src", "'self'")
                .with("font-src", "'self'")
                .with("connect-src", "'self'")
                .with("object-src", "'none'")
                .with("base-uri", "'none'")
                .with("require-trusted-types-for", "'script'")
                .with("form-action", "'self'")
                .with("frame-src", "'none'")
                .with("frame-ancestors", "'none'")
                .with("report-uri", "/csp")
                .with("report-to", "csp");
    }

    /** For what is no page: JSON, XML, events, redirects. */
    public static Csp data() {
        return new Csp()
                .with("default-src", "'none'")
                .with("frame-ancestors", "'none'")
                .with("sandbox", "");
    }

    /** For foreign HTML that we pass on: it gets an origin of its own. */
    public static Csp relayed(String gatewayOrigin) {
        return new Csp()
                .with("sandbox", "allow-forms allow-scripts allow-popups allow-top-navigation-by-user-activation")
                .with("frame-ancestors", "'self'")
                .with("base-uri", gatewayOrigin);
    }

    /** 128 random bits, for one answer. */
    public static String nonce() {
        var bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** This policy with another value of one directive. */
    public Csp with(String directive, String value) {
        directives.put(directive, value);
        return this;
    }

    /** What may show the page in a frame; the older header says the same. */
    String frameAncestors() {
        return directives.getOrDefault("frame-ancestors", "'none'");
    }

    @Override
    public String toString() {
        return directives.entrySet().stream()
                .map(directive -> (directive.getKey() + " " + directive.getValue()).strip())
                .collect(Collectors.joining("; "));
    }
}
