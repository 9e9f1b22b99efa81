/** What mutation testing needs besides tests. */
package org.freedomcheckout.mutation;
