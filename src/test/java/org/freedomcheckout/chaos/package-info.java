/**
 * The built application as real processes, killed, paused and cut off while merchants and shoppers use it; then Freedom
 * Pay's ledger, our API and the webhooks must tell the same story.
 *
 * <p>{@link org.freedomcheckout.chaos.ChaosTest} is a short run in every build and a long one on demand, {@code mvn -q
 * verify -Pchaos -Dchaos.kills=1000}: one instance on H2, two on PostgreSQL. A {@link
 * org.freedomcheckout.chaos.Supervisor} disturbs what an {@link org.freedomcheckout.chaos.Installation} consists of: the
 * instances' processes, and through a {@link org.freedomcheckout.chaos.Proxy} each their network to Freedom Pay and to the
 * database. Meanwhile {@link org.freedomcheckout.chaos.Traffic} pays, captures, cancels and refunds, and repeats what is
 * not answered as real clients do. The {@link org.freedomcheckout.chaos.Reckoning} compares. The other tests of the
 * package look closely at one promise each.
 */
package org.freedomcheckout.chaos;
