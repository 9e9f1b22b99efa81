package org.freedomcheckout.sandbox;

import java.time.Duration;

/**
 * How the sandbox runs.
 *
 * @param host loopback by default
 * @param port 0 for any free one
 * @param merchantId the only merchant it knows
 * @param notifyRetryInterval between two deliveries of one result notify; Freedom Pay's own is 30 minutes
 * @param notifyRetries how often a delivery is repeated; Freedom Pay repeats for two hours
 */
public record SandboxSettings(
        String host, int port, String merchantId, String secretKey, Duration notifyRetryInterval, int notifyRetries) {

    /** Port 8090, merchant 570001, retries every two seconds. */
    public static SandboxSettings defaults() {
        return new SandboxSettings("127.0.0.1", 8090, "570001", "sandbox-secret-of-570001", Duration.ofSeconds(2), 4);
    }

    /** The same on another port. */
    public SandboxSettings onPort(int other) {
        return new SandboxSettings(host, other, merchantId, secretKey, notifyRetryInterval, notifyRetries);
    }
}
