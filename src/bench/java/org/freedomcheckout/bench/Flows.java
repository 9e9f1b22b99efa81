package org.freedomcheckout.bench;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.freedomcheckout.bench.Load.Borrowed;

/** Whole flows at a fixed pace; each step's latency counts from when it could have begun. */
final class Flows implements Runnable {

    private final List<Shoppers.Named> steps;
    private final double rate;
    private final int count;
    private final int port;
    private final List<Measured> each;
    private final Measured firstBytes = new Measured("page, first byte");
    private final Measured whole = new Measured("whole flow");

    /**
     * Ready.
     *
     * @param shoppers as many as {@code count}
     * @param rate flows begun in a second
     */
    Flows(Shoppers shoppers, double rate, int count, int port) {
        this.steps = shoppers.steps();
        this.rate = rate;
        this.count = count;
        this.port = port;
        this.each = steps.stream().map(step -> new Measured(step.name())).toList();
    }

    /** Returns when all have come to their end. */
    @Override
    public void run() {
        var took = Load.atPace(rate, count, port, this::lead);
        measured().forEach(measured -> measured.took(took));
    }

    private void lead(Borrowed wires, int number, long appointed) {
        var began = appointed;
        for (var i = 0; i < steps.size(); i++) {
            if (!step(wires, number, steps.get(i))) {
                each.get(i).addError();
                whole.addError();
                return;
            }
            var now = System.nanoTime();
            each.get(i).add(now - began);
            began = now;
        }
        whole.add(began - appointed);
    }

    private boolean step(Borrowed wires, int number, Shoppers.Named step) {
        try {
            var reply = wires.send(step.step().request(number));
            if (step.name().equals("page")) {
                firstBytes.add(reply.firstByteNanos());
            }
            return step.step().isRight(number, reply);
        } catch (IOException e) {
            return false;
        }
    }

    Measured of(String step) {
        return each.stream()
                .filter(measured -> measured.name().equals(step))
                .findFirst()
                .orElseThrow();
    }

    private Stream<Measured> measured() {
        return Stream.concat(each.stream(), Stream.of(firstBytes, whole));
    }

    void addTo(Report report, String section) {
        measured().forEach(measured -> report.add(section, measured));
    }
}
