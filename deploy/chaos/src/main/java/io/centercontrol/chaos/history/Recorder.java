package io.centercontrol.chaos.history;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Appends to a history. Its clock is the run's. */
public final class Recorder implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();

    private final long begun = System.nanoTime();
    private final Path file;
    private final BufferedWriter writer;

    /** @throws IOException when there is a history already: one file is one run */
    public Recorder(Path file) throws IOException {
        this.file = file;
        this.writer = Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW);
    }

    /** Microseconds since the run began. */
    public long now() {
        return (System.nanoTime() - begun) / 1_000;
    }

    public Path file() {
        return file;
    }

    /** Appends a line. Safe for many threads. */
    public void write(Entry entry) {
        try {
            var line = JSON.writerFor(Entry.class).writeValueAsString(entry);
            synchronized (writer) {
                writer.write(line);
                writer.newLine();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the history " + file, e);
        }
    }

    /** Puts on disk what was appended. */
    public void flush() {
        try {
            synchronized (writer) {
                writer.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the history " + file, e);
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (writer) {
            writer.close();
        }
    }
}
