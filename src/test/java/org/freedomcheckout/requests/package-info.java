/** Requests that no browser would send, in great number. */
package org.freedomcheckout.requests;
