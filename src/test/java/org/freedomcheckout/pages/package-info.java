/** How the shopper's pages look, read and behave, in every state, language and theme. */
package org.freedomcheckout.pages;
