package org.freedomcheckout.app;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.freedomcheckout.checkout.Secret;
import org.freedomcheckout.gateway.GatewaySettings;
import org.freedomcheckout.store.DatabaseSettings;
import org.freedomcheckout.web.Languages;
import org.freedomcheckout.web.Overlay;
import org.freedomcheckout.web.Shop;
import org.freedomcheckout.web.WebSettings;
import org.freedomcheckout.web.merchant.ApiKeys;
import org.freedomcheckout.web.merchant.ShopOrigins;
import org.freedomcheckout.web.shopper.Embedding;
import org.freedomcheckout.webhook.WebhookSettings;

/**
 * Everything the server needs to be told, checked.
 *
 * @param publicUrl begins our addresses as the outside sees them
 * @param limits whether one address, checkout, card or key can have only so much
 * @param rotating secrets of the others that may change while the server runs
 */
public record Settings(
        URI publicUrl,
        WebSettings listener,
        WebSettings management,
        boolean limits,
        ApiKeys apiKeys,
        Secret checkoutKey,
        Optional<Secret> previousCheckoutKey,
        DatabaseSettings database,
        GatewaySettings gateway,
        boolean confirmNotify,
        Embedding embedding,
        Duration expiresIn,
        ShopOrigins shops,
        Optional<WebhookSettings> webhook,
        Shop shop,
        Languages languages,
        Overlay overlay,
        List<RotatingSecrets> rotating) {

    /**
     * Reads settings by their environment names.
     *
     * @throws IllegalArgumentException naming every setting that is wrong or missing
     */
    public static Settings of(Map<String, String> environment) {
        return new SettingsReader(new Setting(environment, new Properties())).read();
    }
}
