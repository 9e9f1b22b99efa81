package org.freedomcheckout.checkout;

/**
 * What the ACS made the browser bring back.
 *
 * @param md exactly as posted; empty if none was
 * @param paRes exactly as posted; empty if none was, as when the shopper presses cancel
 */
public record BankAnswer(Secret md, Secret paRes) {}
