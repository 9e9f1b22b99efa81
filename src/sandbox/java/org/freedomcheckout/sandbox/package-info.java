/**
 * The other side of the wire: a simulated Freedom Pay and a simulated bank, written from the documentation with the JDK
 * alone and sharing nothing with the checkout, so that no mistake is shared. It also runs unbuilt.
 */
package org.freedomcheckout.sandbox;
