package org.freedomcheckout.flow;

import java.net.URI;
import java.time.Duration;

/**
 * What the flow needs to be told.
 *
 * @param publicUrl begins our addresses as the outside sees them
 * @param confirmNotify whether a result notify is confirmed by one status call before it is believed
 * @param browserPatience how long a browser waits for a call before it sees the processing page
 * @param framed whether Freedom Pay's page is shown in a frame of ours
 * @param webhooks whether the merchant is told by webhooks
 * @param limits whether there are limits for each card, and for callbacks
 * @param callEnds after which a call to Freedom Pay has certainly ended on our side
 */
public record FlowSettings(
        URI publicUrl,
        boolean confirmNotify,
        Duration browserPatience,
        boolean framed,
        boolean webhooks,
        boolean limits,
        Duration callEnds) {}
