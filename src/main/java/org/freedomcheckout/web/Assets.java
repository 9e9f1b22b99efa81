package org.freedomcheckout.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Stylesheet, script and images of {@code webapp/}, under names that change with their content. */
public final class Assets {

    private static final Pattern PATH = Pattern.compile("/(css|js|img)/([a-z0-9-]+)\\.(css|js|svg|png)");
    private static final Pattern HASHED =
            Pattern.compile("/assets(/(?:css|js|img)/[a-z0-9-]+)\\.([0-9a-f]{12})(\\.(?:css|js|svg|png))");

    private final Map<String, Asset> assets = new ConcurrentHashMap<>();
    private final Overlay overlay;

    public Assets() {
        this(Overlay.NONE);
    }

    public Assets(Overlay overlay) {
        this.overlay = overlay;
    }

    /**
     * One file.
     *
     * @param integrity for the {@code integrity} attribute, {@code sha384-...}
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared, never changed.
    public record Asset(byte[] content, String type, String hash, String integrity) {}

    /** The address of a file such as {@code /css/checkout.css}. */
    public String url(String path) {
        var dot = path.lastIndexOf('.');
        return "/assets" + path.substring(0, dot) + "." + asset(path).hash() + path.substring(dot);
    }

    public String integrity(String path) {
        return asset(path).integrity();
    }

    /** The file at an address; empty unless the hash in it is right. */
    public Optional<Asset> find(String url) {
        var match = HASHED.matcher(url);
        if (!match.matches()) {
            return Optional.empty();
        }
        var path = match.group(1) + match.group(3);
        var known = assets.get(path);
        var asset = known != null ? Optional.of(known) : read(path);
        return asset.filter(found -> found.hash().equals(match.group(2)));
    }

    private Asset asset(String path) {
        return assets.computeIfAbsent(
                path, p -> read(p).orElseThrow(() -> new IllegalArgumentException("no file webapp" + p)));
    }

    private Optional<Asset> read(String path) {
        if (!PATH.matcher(path).matches()) {
            return Optional.empty();
        }
        try (var in = open(path)) {
            if (in == null) {
                return Optional.empty();
            }
            var content = in.readAllBytes();
            var hash = HexFormat.of().formatHex(digest("SHA-256", content)).substring(0, 12);
            var integrity = "sha384-" + Base64.getEncoder().encodeToString(digest("SHA-384", content));
            return Optional.of(new Asset(content, type(path), hash, integrity));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable InputStream open(String path) throws IOException {
        return overlay.asset(path).orElseGet(() -> Assets.class.getResourceAsStream("/webapp" + path));
    }

    private static String type(String path) {
        return switch (path.substring(path.lastIndexOf('.'))) {
            case ".css" -> "text/css;charset=UTF-8";
            case ".js" -> "text/javascript;charset=UTF-8";
            case ".svg" -> "image/svg+xml;charset=UTF-8";
            default -> "image/png";
        };
    }

    private static byte[] digest(String algorithm, byte[] content) {
        try {
            return MessageDigest.getInstance(algorithm).digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
