package org.freedomcheckout.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What {@code strace} wrote down: the system calls of all threads, in the order in which they began and ended. */
final class SystemCalls {

    /** Calls that bring a file to the disk or talk to somebody, with the paths of the files. */
    private static final List<String> STRACE = List.of(
            "strace",
            "-f",
            "--seccomp-bpf",
            "-qq",
            "-y",
            "-s",
            "4096",
            "-e",
            "trace=connect,read,recvfrom,write,sendto,pwrite64,fsync,fdatasync",
            "-o");

    private static final Pattern ENDED = Pattern.compile("= [0-9]+$");

    private final List<String> lines;

    private SystemCalls(List<String> lines) {
        this.lines = lines;
    }

    /** Whether this machine has {@code strace} and lets it look. */
    static boolean canBeSeen() {
        try {
            var tried = new ProcessBuilder("strace", "-f", "--seccomp-bpf", "-o", "/dev/null", "true").start();
            return tried.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The program that starts another one and writes down its calls. */
    static List<String> writtenTo(Path file) {
        var command = new ArrayList<>(STRACE);
        command.add(file.toString());
        return List.copyOf(command);
    }

    /** What is written by now. */
    static SystemCalls read(Path file) {
        try {
            // Not always UTF-8, and never of interest where it is not.
            return new SystemCalls(
                    Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Where a call stands that matches, after another.
     *
     * @return the line's index; -1 if there is none
     */
    int begun(String regex, int after) {
        var pattern = Pattern.compile(regex);
        for (int i = after + 1; i < lines.size(); i++) {
            if (pattern.matcher(lines.get(i)).find()) {
                return i;
            }
        }
        return -1;
    }

    /**
     * Where a call that matches has ended, with success.
     *
     * @param after the call began after this one
     * @return the line's index; -1 if there is none
     */
    int ended(String regex, int after) {
        var begun = begun(regex, after);
        if (begun < 0 || ENDED.matcher(lines.get(begun)).find()) {
            return begun;
        }
        var thread = lines.get(begun).split(" ", 2)[0];
        return begun("^" + thread + " +<\\.\\.\\. .*= [0-9]+$", begun);
    }
}
