/** A demo shop: a merchant as small as can be, who knows the checkout by its API only. */
package org.freedomcheckout.shop;
