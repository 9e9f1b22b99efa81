package org.freedomcheckout.journeys;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Predicate;

/** The files of a running PostgreSQL, which come, change and go while they are copied. */
final class PostgresFiles {

    /** They are about the running process. */
    private static final Set<String> NOT_COPIED = Set.of("postmaster.pid", "postmaster.opts", "epg-lock");

    private final Path files;

    PostgresFiles(Path files) {
        this.files = files;
    }

    /** Copies all but the write-ahead log: between {@code pg_backup_start} and {@code pg_backup_stop}. */
    void copy(Path to) throws IOException {
        copy(to, file -> !isLog(file) && !NOT_COPIED.contains(file.getFileName().toString()));
    }

    /** Copies the write-ahead log, without which the rest is of no use: after {@code pg_backup_stop}. */
    void copyLog(Path to) throws IOException {
        copy(to, this::isLog);
    }

    private boolean isLog(Path file) {
        return files.relativize(file).startsWith("pg_wal");
    }

    private void copy(Path to, Predicate<Path> wanted) throws IOException {
        Files.walkFileTree(files, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Files.createDirectories(
                        to.resolve(files.relativize(directory)),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                try {
                    if (wanted.test(file)) {
                        Files.copy(file, to.resolve(files.relativize(file)));
                    }
                    return FileVisitResult.CONTINUE;
                } catch (NoSuchFileException e) {
                    return visitFileFailed(file, e);
                }
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                // Gone since it was listed.
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
