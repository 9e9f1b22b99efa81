package org.freedomcheckout.app;

import java.util.concurrent.Callable;
import org.freedomcheckout.sandbox.Sandbox;
import org.freedomcheckout.sandbox.SandboxSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code freedom-checkout sandbox}. */
@Command(name = "sandbox", description = "Runs only the simulated Freedom Pay, for your own tests.")
final class SandboxCommand implements Callable<Integer> {

    @Option(names = "--host", paramLabel = "HOST", description = "Default: 127.0.0.1")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "PORT", description = "Default: 8090")
    private @Nullable Integer port;

    @Option(names = "--merchant-id", paramLabel = "ID", description = "Default: 570001")
    private @Nullable String merchantId;

    @Option(names = "--secret-key", paramLabel = "SECRET", description = "A made-up one is printed by default.")
    private @Nullable String secretKey;

    @Override
    public Integer call() throws Exception {
        var defaults = SandboxSettings.defaults();
        var sandbox = Sandbox.start(new SandboxSettings(
                host == null ? defaults.host() : host,
                port == null ? defaults.port() : port,
                merchantId == null ? defaults.merchantId() : merchantId,
                secretKey == null ? defaults.secretKey() : secretKey,
                defaults.notifyRetryInterval(),
                defaults.notifyRetries()));
        System.out.println(sandbox.greeting());
        Shutdown.await(sandbox);
        return 0;
    }
}
