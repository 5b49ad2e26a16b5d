package io.centercontrol.parts;

import java.util.List;

/** Options for parts that log through SLF4J's simple binding: to standard error, which is the part's log file. */
final class Logging {
    private Logging() {}

    static List<String> toStandardError() {
        return List.of(
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSX",
                "-Dorg.slf4j.simpleLogger.showThreadName=false",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=info",
                // Each client prints some hundred lines of settings otherwise.
                "-Dorg.slf4j.simpleLogger.log.org.apache.kafka.common.config=warn",
                "-Dorg.slf4j.simpleLogger.log.org.apache.kafka.clients=warn",
                "-Dorg.slf4j.simpleLogger.log.org.apache.kafka.connect.runtime.WorkerConfig=warn",
                "-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaConfig=warn");
    }
}
