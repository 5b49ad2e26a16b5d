package io.centercontrol.flags.authoring.http;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;

/** What a class says in the log while this is open. */
final class LogFixture extends Handler implements AutoCloseable {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger logger;

    private LogFixture(Logger logger) {
        this.logger = logger;
        logger.addHandler(this);
    }

    static LogFixture of(Class<?> type) {
        return new LogFixture(Logger.getLogger(type.getName()));
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void publish(LogRecord said) {
        lines.add(said instanceof ExtLogRecord full ? full.getFormattedMessage() : said.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
