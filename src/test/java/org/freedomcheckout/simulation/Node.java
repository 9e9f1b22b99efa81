package org.freedomcheckout.simulation;

import static org.freedomcheckout.simulation.Weather.MINUTE;
import static org.freedomcheckout.simulation.Weather.SECOND;

import java.util.function.Consumer;
import org.freedomcheckout.flow.SimulatedFlow;
import org.freedomcheckout.simulation.VirtualTime.Killed;
import org.freedomcheckout.simulation.VirtualTime.Life;

/** One instance of the application: crashes, stands still, and starts again with the database alone. */
final class Node {

    private static final long TICK = SECOND / 4;
    private static final int MAX_CRASHES = 6;

    private final World world;
    private final String name;
    private Life life = new Life();
    private SimulatedFlow flow;
    private long tickAt = Long.MAX_VALUE;
    private boolean ticking;
    private int crashes;

    Node(World world, String name) {
        this.world = world;
        this.name = name;
        this.flow = makeFlow();
    }

    private SimulatedFlow makeFlow() {
        return new SimulatedFlow(
                new SimulatedGateway(world, this),
                World.READER,
                new SimulatedStore.Connection(world.store, this),
                new SimulatedStore.Connection(world.store, this),
                World.KEY,
                new VirtualThreads(world.time, life),
                world::instant,
                world.weather.confirmNotify());
    }

    SimulatedFlow flow() {
        return flow;
    }

    Life life() {
        return life;
    }

    boolean isAlive() {
        return life.isAlive();
    }

    /** A request to this instance; what it does is cut off by a crash. */
    void request(String what, Consumer<SimulatedFlow> body, Runnable after) {
        var served = flow;
        world.time.start(0, life, () -> {
            if (world.isTracing()) {
                world.trace(name + ": " + what);
            }
            try {
                body.accept(served);
            } catch (SimulatedStore.Outage e) {
                world.trace(name + ": " + what + " fails, the database is away");
            }
            after.run();
        });
    }

    /** A step of one of its threads: here it can be cut off, stand still, or be overtaken. */
    void step(String where) {
        step(where, true);
    }

    /** The moment between the last look at the clock and the first byte of a call: it can end here, but not stand still. */
    void leave(String where) {
        step(where, false);
    }

    private void step(String where, boolean mayPause) {
        world.time.check();
        if (!world.isFaulty()) {
            return;
        }
        var weather = world.weather;
        if (crashes < MAX_CRASHES && world.chance(weather.crash())) {
            crash(where);
            throw new Killed();
        }
        if (mayPause && world.chance(weather.pause())) {
            var length = world.between(SECOND, 90 * SECOND);
            if (world.isTracing()) {
                world.trace(name + " stands still for " + length / SECOND + " s at " + where);
            }
            life.pause(world.time.now() + length);
            world.time.check();
        } else if (world.chance(weather.switching())) {
            world.time.sleep(world.random(20) == 0 ? world.between(0, 2 * SECOND) : world.between(0, 20_000));
        }
    }

    void crash(String where) {
        if (world.isTracing()) {
            world.trace(name + " CRASHES at " + where);
        }
        crashes++;
        world.time.kill(life);
        world.time.at(world.random(4) == 0 ? world.between(0, 2 * MINUTE) : world.between(0, 5 * SECOND), this::boot);
    }

    private void boot() {
        world.trace(name + " starts");
        life = new Life();
        flow = makeFlow();
        ticking = false;
        tickAt = Long.MAX_VALUE;
        wake();
    }

    void kill() {
        world.time.kill(life);
    }

    /** Looks when recovery has to do something next. */
    void wake() {
        wake(TICK);
    }

    private void wake(long soonest) {
        var due = world.store.nextDue();
        if (due == Long.MAX_VALUE || !isAlive() || ticking) {
            return;
        }
        var now = world.time.now();
        var at = Math.max(now + soonest, due);
        if (at < tickAt) {
            tickAt = at;
            var living = life;
            world.time.start(at - now, living, () -> tick(living, at));
        }
    }

    private void tick(Life living, long planned) {
        if (planned != tickAt || living != life) {
            return;
        }
        tickAt = Long.MAX_VALUE;
        ticking = true;
        flow.tick();
        ticking = false;
        wake(2 * SECOND);
    }
}
