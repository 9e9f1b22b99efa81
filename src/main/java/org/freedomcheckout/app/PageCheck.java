package org.freedomcheckout.app;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.core5.util.Timeout;
import org.freedomcheckout.web.Assets;

/**
 * Compares a page as browsers get it, behind every proxy, with this release: its scripts and styles, and the headers that
 * guard it (PCI DSS 6.4.3 and 11.6.1).
 */
final class PageCheck {

    private static final Timeout PATIENCE = Timeout.ofSeconds(20);
    private static final Pattern SCRIPT = Pattern.compile("(?is)<script\\b([^>]*)>(.*?)(?:</script\\s*>|\\z)");
    private static final Pattern STYLESHEET =
            Pattern.compile("(?is)<link\\b([^>]*\\brel\\s*=\\s*[\"']?stylesheet[^>]*)>");
    private static final Pattern ATTRIBUTE = Pattern.compile("(?is)([a-z-]+)\\s*=\\s*\"([^\"]*)\"");
    private static final Pattern RUNS_SCRIPT =
            Pattern.compile("(?is)<[^>]*\\s(?:on[a-z]+\\s*=|srcdoc\\s*=|[a-z-]+\\s*=\\s*[\"']?\\s*javascript:)");

    /** Without one of these, a script that was slipped in would run. */
    private static final List<Pattern> POLICY = List.of(
            Pattern.compile("script-src ('nonce-[A-Za-z0-9_-]{22}'|'none')"),
            Pattern.compile("style-src 'nonce-[A-Za-z0-9_-]{22}'"),
            Pattern.compile("default-src 'none'"),
            Pattern.compile("object-src 'none'"),
            Pattern.compile("base-uri 'none'"),
            Pattern.compile("frame-ancestors '(?:none|self)'"),
            Pattern.compile("require-trusted-types-for 'script'"));

    private static final Map<String, String> HEADERS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "strict-origin",
            "Cache-Control", "no-store");

    private final Assets assets;
    private final List<String> problems = new ArrayList<>();

    /** Compares with these files. */
    PageCheck(Assets assets) {
        this.assets = assets;
    }

    /**
     * What is different, a line each; empty if nothing is.
     *
     * @throws IOException if the page cannot be fetched
     */
    List<String> problems(URI page) throws IOException {
        var answer = fetch(page);
        if (answer.status() != 200) {
            problems.add("the page was answered with status " + answer.status());
        }
        headers(page, answer);
        var html = answer.text();
        scripts(page, html);
        stylesheets(page, html);
        if (RUNS_SCRIPT.matcher(html).find()) {
            problems.add("an attribute of the page runs a script");
        }
        return List.copyOf(problems);
    }

    private void headers(URI page, PlainHttp.Answer answer) {
        var policies = answer.headers("Content-Security-Policy");
        var directives = policies.stream()
                .flatMap(policy -> Arrays.stream(policy.split(";", -1)))
                .map(String::strip)
                .toList();
        for (var expected : POLICY) {
            if (directives.stream().noneMatch(expected.asMatchPredicate())) {
                problems.add("Content-Security-Policy lacks " + expected.pattern());
            }
        }
        HEADERS.forEach((name, value) -> {
            if (!answer.header(name).orElse("").equals(value)) {
                problems.add(name + " is not " + value);
            }
        });
        if ("https".equals(page.getScheme())
                && answer.header("Strict-Transport-Security").isEmpty()) {
            problems.add("Strict-Transport-Security is missing");
        }
    }

    private void scripts(URI page, String html) throws IOException {
        for (var script : matches(SCRIPT, html)) {
            var attributes = attributes(script.group(1));
            if (!script.group(2).isBlank() || !attributes.containsKey("src")) {
                problems.add("a script stands in the page itself");
            } else {
                var integrity = file(page, attributes.get("src"));
                if (!integrity.equals(attributes.getOrDefault("integrity", ""))) {
                    problems.add("the script " + attributes.get("src") + " has no integrity attribute of this release");
                }
            }
        }
    }

    private void stylesheets(URI page, String html) throws IOException {
        for (var link : matches(STYLESHEET, html)) {
            var _ = file(page, attributes(link.group(1)).getOrDefault("href", ""));
        }
    }

    /** Compares a file as the browser gets it; its integrity as of this release, or nothing if it is none of ours. */
    private String file(URI page, String address) throws IOException {
        var asset = assets.find(address);
        if (asset.isEmpty()) {
            problems.add("the file " + address + " is not of this release");
            return "";
        }
        if (!Arrays.equals(fetch(page.resolve(address)).body(), asset.get().content())) {
            problems.add("the file " + address + " has another content than in this release");
        }
        return asset.get().integrity();
    }

    private static List<MatchResult> matches(Pattern pattern, String html) {
        return pattern.matcher(html).results().toList();
    }

    private static Map<String, String> attributes(String text) {
        var attributes = new HashMap<String, String>();
        ATTRIBUTE
                .matcher(text)
                .results()
                .forEach(found -> attributes.putIfAbsent(found.group(1).toLowerCase(Locale.ROOT), found.group(2)));
        return attributes;
    }

    private static PlainHttp.Answer fetch(URI address) throws IOException {
        try (var http = new PlainHttp(PATIENCE, PATIENCE)) {
            return http.send(new HttpGet(address));
        }
    }
}
