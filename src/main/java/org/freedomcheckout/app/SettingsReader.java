package org.freedomcheckout.app;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.gateway.GatewaySettings;
import org.freedomcheckout.store.DatabaseSettings;
import org.freedomcheckout.web.Languages;
import org.freedomcheckout.web.Overlay;
import org.freedomcheckout.web.Shop;
import org.freedomcheckout.web.Texts;
import org.freedomcheckout.web.WebSettings;
import org.freedomcheckout.web.WebSettings.Tls;
import org.freedomcheckout.web.merchant.ApiKeys;
import org.freedomcheckout.web.merchant.ApiSettings;
import org.freedomcheckout.web.merchant.ShopOrigins;
import org.freedomcheckout.web.shopper.Embedding;
import org.freedomcheckout.webhook.WebhookSettings;
import org.freedomcheckout.webhook.WebhookUrls;

/** Reads the settings of {@code serve}; each default stands here, once. */
final class SettingsReader {

    private static final int KEY_LENGTH = 32;
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.[0-9.]+|\\[::1\\]");
    private static final Pattern COLOR = Pattern.compile("#[0-9A-Fa-f]{3}|#[0-9A-Fa-f]{6}");
    private static final String KEY_SHAPE = "must have at least " + KEY_LENGTH + " characters";
    private static final String DURATION_SHAPE = "must be an ISO-8601 duration above zero, such as PT30S";

    private final Setting setting;
    private final SecretSettings secrets;

    SettingsReader(Setting setting) {
        this.setting = setting;
        this.secrets = new SecretSettings(setting);
    }

    /**
     * Reads them all.
     *
     * @throws SettingsException with a line for each problem
     */
    Settings read() {
        var publicUrl = setting.required(
                "CHECKOUT_PUBLIC_URL", SettingsReader::publicUrl, "must be an https URL (http on loopback)");
        var apiKeys = secrets.apiKeys();
        var key = setting.required("CHECKOUT_KEY", SettingsReader::key, KEY_SHAPE);
        var previousKey = setting.get("CHECKOUT_PREVIOUS_KEY", SettingsReader::key, KEY_SHAPE);
        var limits = oneOf("CHECKOUT_RATE_LIMIT", List.of("on", "off"), "on").equals("on");
        var listener = listener(limits);
        var management = management();
        var database = database();
        var gateway = gateway();
        var confirmNotify = flag("FREEDOMPAY_CONFIRM_NOTIFY", true);
        var embedding = setting.get(
                        "CHECKOUT_CVC_EMBEDDING",
                        text -> Embedding.valueOf(text.toUpperCase(Locale.ROOT)),
                        "must be frame, redirect or relay")
                .orElse(Embedding.FRAME);
        var expiresIn = setting.get("CHECKOUT_EXPIRES_IN", SettingsReader::expiresIn, "must be from PT5M to P7D")
                .orElse(Duration.ofMinutes(30));
        var shops = setting.get(
                        "CHECKOUT_SHOP_ORIGINS",
                        text -> ShopOrigins.of(Setting.list(text)),
                        "must be origins such as https://shop.kz, separated by commas")
                .orElse(ShopOrigins.ANY);
        var languages = languages(List.of("ru", "kk", "en"));
        var webhook = webhook();
        var shop = shop();
        var overlay = overlay();
        if (!setting.problems().isEmpty()) {
            throw new SettingsException(setting.problems());
        }
        return new Settings(
                publicUrl.orElseThrow(),
                listener,
                management,
                limits,
                new ApiKeys(apiKeys.orElseThrow()),
                key.orElseThrow(),
                previousKey,
                database,
                gateway.orElseThrow(),
                confirmNotify,
                embedding,
                expiresIn,
                shops,
                webhook,
                shop,
                languages,
                overlay,
                secrets.rotating());
    }

    /**
     * Reads those that say how pages look, and no others.
     *
     * @throws SettingsException with a line for each problem
     */
    Looks looks() {
        var looks = new Looks(shop(), languages(Texts.LANGUAGES), overlay());
        if (!setting.problems().isEmpty()) {
            throw new SettingsException(setting.problems());
        }
        return looks;
    }

    /** How pages look: what a designer works with. */
    record Looks(Shop shop, Languages languages, Overlay overlay) {}

    private Languages languages(List<String> fallback) {
        return setting.get(
                        "CHECKOUT_LANGUAGES",
                        text -> new Languages(Setting.list(text)),
                        "must name some of " + String.join(", ", Texts.LANGUAGES) + ", separated by commas")
                .orElse(new Languages(fallback));
    }

    private Overlay overlay() {
        var templates = folder("CHECKOUT_TEMPLATES");
        var texts = folder("CHECKOUT_TEXTS");
        var overlay = new Overlay(templates, texts);
        overlay.problems().forEach(problem -> setting.problem("CHECKOUT_TEMPLATES", problem));
        texts.map(Texts::problems).orElse(List.of()).forEach(problem -> setting.problem("CHECKOUT_TEXTS", problem));
        return overlay;
    }

    private Optional<Path> folder(String name) {
        return setting.get(name, text -> require(Files.isDirectory(Path.of(text)), Path.of(text)), "must be a folder");
    }

    private WebSettings listener(boolean limits) {
        var certificate = setting.get("CHECKOUT_TLS_CERTIFICATE", SettingsReader::readable, "must be a PEM file");
        var key = setting.get("CHECKOUT_TLS_KEY", SettingsReader::readable, "must be a PEM file");
        if (certificate.isPresent() != key.isPresent()) {
            setting.problem(
                    certificate.isPresent() ? "CHECKOUT_TLS_KEY" : "CHECKOUT_TLS_CERTIFICATE",
                    "is required together with the other one");
        }
        var host = host("CHECKOUT_HOST", "0.0.0.0");
        var port = port("CHECKOUT_PORT", 8080);
        var tls = certificate.flatMap(c -> key.map(k -> new Tls(c, k)));
        return setting.get(
                        "CHECKOUT_TRUSTED_PROXIES",
                        text -> new WebSettings(host, port, tls, Setting.list(text), limits),
                        "must be addresses or ranges such as 10.0.0.0/8, separated by commas")
                .orElseGet(() -> new WebSettings(host, port, tls, List.of(), limits));
    }

    private WebSettings management() {
        return WebSettings.plain(host("CHECKOUT_MANAGEMENT_HOST", "127.0.0.1"), port("CHECKOUT_MANAGEMENT_PORT", 9090));
    }

    private DatabaseSettings database() {
        var user = setting.text("CHECKOUT_DATABASE_USER").orElse("");
        var password = new Secret(setting.text("CHECKOUT_DATABASE_PASSWORD").orElse(""));
        return setting.get(
                        "CHECKOUT_DATABASE_URL",
                        url -> new DatabaseSettings(url, user, password),
                        "must begin with jdbc:h2: or jdbc:postgresql:, and not set another WRITE_DELAY than 0 or REUSE_SPACE than FALSE")
                .orElse(new DatabaseSettings("jdbc:h2:file:./data/checkout", user, password));
    }

    private Optional<GatewaySettings> gateway() {
        var url = setting.get("FREEDOMPAY_URL", SettingsReader::publicUrl, "must be an https URL (http on loopback)")
                .orElse(URI.create("https://api.freedompay.kz"));
        var merchant = setting.required("FREEDOMPAY_MERCHANT_ID", SettingsReader::digits, "must be digits");
        var gatewaySecrets = secrets.gateway();
        var connect = duration("FREEDOMPAY_CONNECT_TIMEOUT", Duration.ofSeconds(10));
        var response = duration("FREEDOMPAY_RESPONSE_TIMEOUT", Duration.ofSeconds(60));
        var maxCalls = number("FREEDOMPAY_MAX_CALLS", 200, 1, 10_000);
        var testing = oneOf("FREEDOMPAY_TESTING_MODE", List.of("0", "1"), "0").equals("1");
        var mdField = oneOf("FREEDOMPAY_MD_FIELD", List.of("pg_md", "pg_3d_md"), "pg_md");
        var get = oneOf("CHECKOUT_CVC_METHOD", List.of("POST", "GET"), "POST").equals("GET");
        return merchant.flatMap(id -> gatewaySecrets.map(
                keys -> new GatewaySettings(url, id, keys, connect, response, maxCalls, testing, mdField, get)));
    }

    private Optional<WebhookSettings> webhook() {
        var allowPrivate = flag("CHECKOUT_WEBHOOK_ALLOW_PRIVATE", false);
        var url = setting.get(
                "CHECKOUT_WEBHOOK_URL",
                text -> WebhookUrls.check(text, allowPrivate),
                "must be an https URL on the open internet; http, loopback and private networks only with"
                        + " CHECKOUT_WEBHOOK_ALLOW_PRIVATE=true");
        var webhookSecrets = secrets.webhook();
        if (url.isPresent() && setting.text("CHECKOUT_WEBHOOK_SECRET").isEmpty()) {
            setting.problem("CHECKOUT_WEBHOOK_SECRET", "is required together with CHECKOUT_WEBHOOK_URL");
        }
        return url.flatMap(to -> webhookSecrets.map(keys -> new WebhookSettings(to, keys, allowPrivate)));
    }

    private Shop shop() {
        var logo = setting.get("CHECKOUT_BRAND_LOGO_URL", SettingsReader::publicUrl, "must be an https URL");
        var accent = setting.get("CHECKOUT_BRAND_ACCENT", SettingsReader::color, "must be a color such as #0a7c5c");
        return new Shop(
                setting.text("CHECKOUT_BRAND_NAME").orElse(""),
                logo.map(URI::toString).orElse(null),
                accent.orElse(null),
                setting.text("CHECKOUT_BRAND_SUPPORT_EMAIL").orElse(null),
                setting.text("CHECKOUT_BRAND_SUPPORT_PHONE").orElse(null));
    }

    /** Whether it is one of this machine's shows when it is bound: one may move here only then. */
    private String host(String name, String fallback) {
        return setting.get(
                        name,
                        text -> require(!new InetSocketAddress(text, 0).isUnresolved(), text),
                        "must be an address, or a name that has one")
                .orElse(fallback);
    }

    private int port(String name, int fallback) {
        return number(name, fallback, 0, 65_535);
    }

    private int number(String name, int fallback, int least, int most) {
        return setting.get(name, text -> number(text, least, most), "must be a number from " + least + " to " + most)
                .orElse(fallback);
    }

    private Duration duration(String name, Duration fallback) {
        return setting.get(name, SettingsReader::positive, DURATION_SHAPE).orElse(fallback);
    }

    private boolean flag(String name, boolean fallback) {
        return oneOf(name, List.of("true", "false"), Boolean.toString(fallback)).equals("true");
    }

    private String oneOf(String name, List<String> words, String fallback) {
        var text = setting.text(name).orElse(fallback);
        if (!words.contains(text)) {
            setting.problem(name, "must be " + String.join(" or ", words));
            return fallback;
        }
        return text;
    }

    private static URI publicUrl(String text) {
        var url = URI.create(text);
        var host = require(url.getHost() != null && url.getRawUserInfo() == null, url)
                .getHost();
        var http = "http".equals(url.getScheme())
                && LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
        return require(
                (http || "https".equals(url.getScheme())) && url.getRawQuery() == null && url.getRawFragment() == null,
                url);
    }

    private static Secret key(String text) {
        return new Secret(require(text.length() >= KEY_LENGTH, text));
    }

    private static Path readable(String text) {
        var path = Path.of(text);
        return require(Files.isReadable(path), path);
    }

    private static String digits(String text) {
        return require(text.matches("[0-9]{1,20}"), text);
    }

    private static String color(String text) {
        return require(COLOR.matcher(text).matches(), text);
    }

    private static int number(String text, int least, int most) {
        var number = Integer.parseInt(text);
        return require(number >= least && number <= most, number);
    }

    private static Duration positive(String text) {
        var duration = Duration.parse(text);
        return require(duration.isPositive(), duration);
    }

    private static Duration expiresIn(String text) {
        return ApiSettings.expiresIn(Duration.parse(text));
    }

    private static <T> T require(boolean condition, T value) {
        if (!condition) {
            throw new IllegalArgumentException();
        }
        return value;
    }
}
