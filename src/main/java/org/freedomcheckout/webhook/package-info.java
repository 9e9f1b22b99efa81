/** Delivers webhooks to the merchant: when, to where, and signed. */
@NullMarked
package org.freedomcheckout.webhook;

import org.jspecify.annotations.NullMarked;
