package io.centercontrol.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.events.usage.Usage;
import io.centercontrol.events.usage.UsageEvent;
import io.centercontrol.schemas.Contract;
import io.centercontrol.testkit.TopicReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed with SIGKILL tells all that was on its disk, each event under one number, and leaves no gap. */
class UsageKillIT {
    private final Platform platform = new Platform();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @AfterEach
    void close() {
        platform.close();
    }

    @Test
    void what_was_on_disk_is_told_and_has_one_number() throws Exception {
        var state = folder.resolve("state");
        Files.createDirectories(state);
        var durable = new HashSet<String>();
        for (var round = 0; round < 3; round++) {
            if (round == 1) {
                // In this round nothing can be told.
                platform.delete(Contract.usage(Platform.SERVICE));
            }
            try (var child = ChildProcess.start(ChildRecorder.class, platform, state, "r" + round)) {
                child.line();
                var last = Integer.parseInt(child.line());
                Eventually.sleep(Duration.ofMillis(37));
                child.signal("KILL");
                for (var at = 0; at < last; at++) {
                    durable.add("r" + round + "-" + at);
                }
            }
            platform.createTopics();
        }
        // Those that were told while the first topic was there went with it.
        durable.removeIf(id -> id.startsWith("r0-"));
        assertThat(durable).hasSizeGreaterThanOrEqualTo(160);
        try (var child = ChildProcess.start(ChildRecorder.class, platform, state, "end");
                var topic = platform.read(Contract.usage(Platform.SERVICE))) {
            child.line();
            Eventually.await(
                    "all that was on the disk is told", () -> ids(told(topic)).containsAll(durable));
            areNumberedOnce(told(topic));
        }
    }

    private List<Usage> told(TopicReader topic) {
        return topic.allWithin(Duration.ofMillis(200)).stream()
                .map(platform::usage)
                .toList();
    }

    private static Set<String> ids(List<Usage> told) {
        return told.stream()
                .flatMap(usage -> usage.getEvents().stream())
                .map(UsageEvent::getId)
                .collect(Collectors.toSet());
    }

    /** A number says one event, however often it comes, and each epoch's numbers follow upon each other. */
    private static void areNumberedOnce(List<Usage> told) {
        var numbered = new HashMap<String, UsageEvent>();
        var next = new HashMap<Long, Long>();
        told.stream().sorted(Comparator.comparingLong(Usage::getFirst)).forEach(usage -> {
            // What the topic had when it was deleted is gone with it, and is no gap of ours.
            var from = next.getOrDefault(usage.getEpoch(), usage.getFirst());
            assertThat(usage.getFirst()).isLessThanOrEqualTo(from);
            next.put(
                    usage.getEpoch(),
                    Math.max(from, usage.getFirst() + usage.getEvents().size()));
            for (var at = 0; at < usage.getEvents().size(); at++) {
                var event = usage.getEvents().get(at);
                var before = numbered.put(usage.getEpoch() + "/" + (usage.getFirst() + at), event);
                assertThat(before == null || before.equals(event)).isTrue();
            }
        });
    }
}
