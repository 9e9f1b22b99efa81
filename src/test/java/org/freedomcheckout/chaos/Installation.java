package org.freedomcheckout.chaos;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.freedomcheckout.sandbox.Sandbox;
import org.freedomcheckout.sandbox.SandboxSettings;
import org.freedomcheckout.testkit.MerchantApi;
import org.freedomcheckout.testkit.RunningCheckout;
import org.freedomcheckout.testkit.SandboxControl;
import org.freedomcheckout.testkit.WebhookReceiver;

/**
 * What a merchant has: instances of the application behind one address, a database, Freedom Pay, and a server that
 * receives webhooks. Sandbox and receiver are in this process and outlive every instance.
 */
final class Installation implements AutoCloseable {

    private static final String KEY = "chaos-key-chaos-key-chaos-key-chaos-key";
    private static final NetworkFault REFUSED = new NetworkFault(NetworkFault.Kind.REFUSE, true, 0, Duration.ZERO);
    private static final Pattern HOST = Pattern.compile("//([^:/]+):([0-9]+)/");

    private final Sandbox sandbox;
    private final WebhookReceiver receiver = WebhookReceiver.start();
    private final Queue<WebhookReceiver.Delivery> unsigned = new ConcurrentLinkedQueue<>();
    private final Proxy door;
    private final Proxy gateway;
    private final Proxy network;
    private final String database;
    private final Map<String, String> settings = new HashMap<>();
    private final List<Instance> instances = Collections.synchronizedList(new ArrayList<>());
    private final Path directory;
    private volatile boolean cutOff;

    /**
     * Stands, but for the instances.
     *
     * @param directory for what the instances say
     * @param database a JDBC URL
     * @param toGateway what happens to connections to Freedom Pay
     */
    Installation(Path directory, String database, Supplier<NetworkFault> toGateway) throws IOException {
        this.directory = directory;
        this.database = database;
        var defaults = SandboxSettings.defaults();
        this.sandbox = Sandbox.start(new SandboxSettings(
                defaults.host(), 0, defaults.merchantId(), defaults.secretKey(), Duration.ofMillis(500), 5));
        this.door = Proxy.start(this::open, () -> NetworkFault.NONE);
        this.gateway = Proxy.start(() -> List.of(address(sandbox.uri())), toGateway);
        this.network = Proxy.start(() -> List.of(databaseServer()), () -> cutOff ? REFUSED : NetworkFault.NONE);
        receiver.answers(this::take);
        settings.put("CHECKOUT_PUBLIC_URL", "http://127.0.0.1:" + door.port());
        settings.put("CHECKOUT_API_KEYS", RunningCheckout.API_KEY);
        settings.put("CHECKOUT_KEY", KEY);
        settings.put("CHECKOUT_RATE_LIMIT", "off");
        settings.put(
                "CHECKOUT_DATABASE_URL", HOST.matcher(database).replaceFirst("//127.0.0.1:" + network.port() + "/"));
        settings.put("CHECKOUT_WEBHOOK_URL", receiver.url().toString());
        settings.put("CHECKOUT_WEBHOOK_SECRET", WebhookReceiver.SECRET);
        settings.put("CHECKOUT_WEBHOOK_ALLOW_PRIVATE", "true");
        settings.put("FREEDOMPAY_URL", "http://127.0.0.1:" + gateway.port());
        settings.put("FREEDOMPAY_MERCHANT_ID", defaults.merchantId());
        settings.put("FREEDOMPAY_SECRET_KEY", defaults.secretKey());
        settings.put("FREEDOMPAY_RESPONSE_TIMEOUT", "PT2S");
    }

    /** In fair weather. */
    Installation(Path directory, String database) throws IOException {
        this(directory, database, () -> NetworkFault.NONE);
    }

    /** With another setting for instances that are added from now on. */
    Installation with(String name, String value) {
        settings.put(name, value);
        return this;
    }

    /** Adds an instance and waits until it is ready. */
    Instance add(Launch launch) {
        var log = directory.resolve("instance-" + instances.size() + ".log");
        var instance = new Instance(launch, settings, log);
        instances.add(instance);
        instance.awaitReady();
        return instance;
    }

    List<Instance> instances() {
        return List.copyOf(instances);
    }

    /** The merchant, at whichever instance takes the connection. */
    MerchantApi merchant() {
        return merchant("http://127.0.0.1:" + door.port());
    }

    /** The merchant at one instance. */
    MerchantApi merchant(Instance instance) {
        return merchant(instance.url());
    }

    private MerchantApi merchant(String checkout) {
        var own = sandbox.settings();
        return new MerchantApi(
                URI.create(checkout), RunningCheckout.API_KEY, sandbox.uri(), own.merchantId(), own.secretKey());
    }

    /** An address of the installation's as it is at one instance. */
    String at(Instance instance, String url) {
        return url.replace("http://127.0.0.1:" + door.port(), instance.url());
    }

    SandboxControl sandbox() {
        return new SandboxControl(sandbox.uri());
    }

    /** The way to Freedom Pay. */
    Proxy gateway() {
        return gateway;
    }

    /** The way to PostgreSQL. */
    Proxy network() {
        return network;
    }

    /** PostgreSQL is gone, or back. */
    void cutOffDatabase(boolean gone) {
        cutOff = gone;
        if (gone) {
            network.breakAll();
        }
    }

    /** The JDBC URL, past the proxy. */
    String database() {
        return database;
    }

    /** Whether several instances can share the database. */
    boolean isOnPostgres() {
        return database.startsWith("jdbc:postgresql:");
    }

    /** Every instance, in an order of chance: who is down is passed over. */
    private List<InetSocketAddress> open() {
        var addresses =
                new ArrayList<>(instances().stream().map(Instance::address).toList());
        Collections.shuffle(addresses);
        return addresses;
    }

    private static InetSocketAddress address(URI uri) {
        return new InetSocketAddress(uri.getHost(), uri.getPort());
    }

    private InetSocketAddress databaseServer() {
        var host = HOST.matcher(database);
        if (!host.find()) {
            throw new IllegalStateException("no server: " + database);
        }
        return new InetSocketAddress(host.group(1), Integer.parseInt(host.group(2)));
    }

    private int take(WebhookReceiver.Delivery delivery) {
        try {
            new Webhook(WebhookReceiver.SECRET).verify(delivery.body(), delivery.headers());
            return 204;
        } catch (WebhookVerificationException e) {
            unsigned.add(delivery);
            return 400;
        }
    }

    /** Every webhook that came; fails if one was not signed as Standard Webhooks wants it. */
    List<WebhookReceiver.Delivery> webhooks() {
        if (!unsigned.isEmpty()) {
            throw new AssertionError("not signed: " + unsigned.peek());
        }
        return receiver.all();
    }

    @Override
    public void close() {
        instances().forEach(Instance::close);
        door.close();
        gateway.close();
        network.close();
        sandbox.close();
        receiver.close();
    }
}
