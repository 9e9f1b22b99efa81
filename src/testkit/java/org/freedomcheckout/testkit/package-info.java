/**
 * For testers: starts checkout and sandbox on free ports, and drives both flows in HtmlUnit by page objects. Bring your
 * own JUnit and HtmlUnit.
 */
package org.freedomcheckout.testkit;
