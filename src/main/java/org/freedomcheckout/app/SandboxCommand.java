package org.freedomcheckout.app;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.freedomcheckout.sandbox.Sandbox;
import org.freedomcheckout.sandbox.SandboxSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code freedom-checkout sandbox}. */
@Command(description = "Runs only the simulated Freedom Pay, for your own tests.")
final class SandboxCommand implements Callable<Integer> {

    @Option(names = "--host", paramLabel = "HOST", description = "Default: 127.0.0.1")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "PORT", description = "Default: 8090")
    private @Nullable Integer port;

    @Option(names = "--merchant-id", paramLabel = "ID", description = "Default: 570001")
    private @Nullable String merchantId;

    @Option(names = "--secret-key", paramLabel = "SECRET", description = "Default: a made-up one, which is printed")
    private @Nullable String secretKey;

    @Override
    public Integer call() throws Exception {
        var sandbox = start();
        System.out.println(sandbox.greeting());
        Shutdown.await(sandbox);
        return 0;
    }

    Sandbox start() throws IOException {
        var defaults = SandboxSettings.defaults();
        return Sandbox.start(new SandboxSettings(
                host == null ? defaults.host() : host,
                port == null ? defaults.port() : port,
                merchantId == null ? defaults.merchantId() : merchantId,
                secretKey == null ? defaults.secretKey() : secretKey,
                defaults.notifyRetryInterval(),
                defaults.notifyRetries()));
    }
}
