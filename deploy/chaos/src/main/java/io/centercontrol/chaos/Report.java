package io.centercontrol.chaos;

import io.centercontrol.chaos.check.Checker;
import io.centercontrol.chaos.check.Rule;
import io.centercontrol.chaos.check.Timeline;
import io.centercontrol.chaos.check.Violation;
import io.centercontrol.chaos.history.Entry;
import io.centercontrol.chaos.history.Entry.Decision;
import io.centercontrol.chaos.history.Entry.Outcome;
import io.centercontrol.chaos.history.History;
import io.centercontrol.chaos.load.Rest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A history in numbers, and its verdict. */
public final class Report {
    private final History history;
    private final Path file;
    private final List<Violation> violations;

    /** Judges the history; {@code file} is only named. */
    public Report(History history, Path file) {
        this.history = history;
        this.file = file;
        this.violations = Checker.check(history);
    }

    public List<Violation> violations() {
        return violations;
    }

    /** For people. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        history.all(Entry.Begun.class).forEach(begun -> lines.add("seed         " + begun.seed()));
        lines.add("changes      " + changes());
        lines.add("  made/refused " + verbs());
        lines.add("  refused as   " + refusals());
        lines.add("orders       " + orders());
        lines.add("suspensions  " + proofs());
        lines.add("lies         " + lies());
        lines.add("faults       " + faults());
        lines.add("on topics    " + topic());
        history.all(Entry.Settled.class)
                .forEach(settled -> lines.add("settled      "
                        + (settled.settled() ? "after " : "NOT, within ")
                        + "%.1f s".formatted(settled.took() / 1e6)));
        lines.add("history      " + file);
        lines.addAll(verdict());
        return lines;
    }

    private List<String> verdict() {
        if (violations.isEmpty()) {
            return List.of("verdict      every rule holds");
        }
        var lines = new ArrayList<String>();
        var counts = new EnumMap<Rule, Long>(Rule.class);
        violations.forEach(violation -> counts.merge(violation.rule(), 1L, Long::sum));
        lines.add("verdict      BROKEN");
        counts.forEach((rule, count) -> lines.add("  " + count + " x " + rule + ": " + rule.text()));
        var simplest = Timeline.simplest(history, violations);
        lines.add("the simplest of them: " + simplest);
        Timeline.of(history, simplest).forEach(line -> lines.add("    " + line));
        return lines;
    }

    private String changes() {
        var answers = new HashMap<String, List<Entry.Answered>>();
        history.all(Entry.Answered.class)
                .forEach(answer -> answers.computeIfAbsent(answer.op(), _ -> new ArrayList<>())
                        .add(answer));
        var outcomes = new EnumMap<Outcome, Integer>(Outcome.class);
        answers.values().forEach(all -> outcomes.merge(outcome(all), 1, Integer::sum));
        var asked = history.all(Entry.Asked.class);
        var sent = answers.values().stream()
                .filter(all -> all.stream().anyMatch(answer -> answer.status() != Rest.NOT_SENT))
                .count();
        var made = outcomes.getOrDefault(Outcome.ACKNOWLEDGED, 0);
        return "%d asked for, %d of them reached nobody; of the others %d acknowledged (%d %%), %d refused, %d unknown; %d asked for again"
                .formatted(
                        answers.size(),
                        answers.size() - sent,
                        made,
                        sent == 0 ? 0 : 100 * made / sent,
                        outcomes.getOrDefault(Outcome.REFUSED, 0) - (answers.size() - sent),
                        outcomes.getOrDefault(Outcome.UNKNOWN, 0),
                        asked.size() - answers.size());
    }

    /** What was acknowledged and refused, by what was asked for. */
    private String verbs() {
        var verbs = new HashMap<String, String>();
        history.all(Entry.Asked.class).forEach(asked -> verbs.put(asked.op(), asked.verb()));
        var counts = new TreeMap<String, int[]>();
        history.all(Entry.Answered.class).forEach(answer -> {
            var count = counts.computeIfAbsent(verbs.getOrDefault(answer.op(), "?"), _ -> new int[2]);
            if (answer.outcome() == Outcome.ACKNOWLEDGED) {
                count[0]++;
            } else if (answer.outcome() == Outcome.REFUSED && answer.status() != Rest.NOT_SENT) {
                count[1]++;
            }
        });
        return counts.entrySet().stream()
                .map(count -> count.getKey() + " " + count.getValue()[0] + "/" + count.getValue()[1])
                .collect(Collectors.joining(", "));
    }

    /** Why changes were refused, the most frequent first. */
    private String refusals() {
        return history.all(Entry.Answered.class).stream()
                .filter(answer -> answer.outcome() == Outcome.REFUSED && answer.status() != Rest.NOT_SENT)
                .collect(Collectors.groupingBy(Entry.Answered::why, Collectors.counting()))
                .entrySet()
                .stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(6)
                .map(why -> why.getKey() + " " + why.getValue())
                .collect(Collectors.joining(", "));
    }

    private String lies() {
        var lies = history.all(Entry.Lied.class);
        return lies.isEmpty()
                ? "none"
                : lies.stream().mapToLong(Entry.Lied::count).sum() + " of "
                        + lies.stream().map(Entry.Lied::kind).distinct().count() + " kinds, "
                        + lies.getLast().setAside() + " set aside";
    }

    private static Outcome outcome(List<Entry.Answered> answers) {
        if (answers.stream().anyMatch(answer -> answer.outcome() == Outcome.ACKNOWLEDGED)) {
            return Outcome.ACKNOWLEDGED;
        }
        return answers.stream().allMatch(answer -> answer.outcome() == Outcome.REFUSED)
                ? Outcome.REFUSED
                : Outcome.UNKNOWN;
    }

    private String orders() {
        Map<Decision, Long> counts = history.all(Entry.Decided.class).stream()
                .collect(Collectors.groupingBy(Entry.Decided::decision, Collectors.counting()));
        return "%d allowed, %d refused, %d unknown; %d in the shops' database"
                .formatted(
                        counts.getOrDefault(Decision.ALLOWED, 0L),
                        counts.getOrDefault(Decision.REFUSED, 0L),
                        counts.getOrDefault(Decision.UNKNOWN, 0L),
                        history.all(Entry.Placed.class).size());
    }

    private String proofs() {
        var statuses = new TreeMap<String, Integer>();
        history.all(Entry.Proven.class).forEach(proof -> statuses.merge(proof.status(), 1, Integer::sum));
        return "and other changes that the ledger proved: " + statuses;
    }

    private String faults() {
        var kinds = new TreeMap<String, Integer>();
        history.all(Entry.Broken.class).forEach(fault -> kinds.merge(fault.fault(), 1, Integer::sum));
        return kinds.isEmpty() ? "none" : kinds.toString();
    }

    private String topic() {
        var said = history.all(Entry.Said.class);
        var different = new HashSet<String>();
        said.forEach(record -> different.add(record.subject() + " " + record.version()));
        return "%d versions, %d duplicates".formatted(different.size(), said.size() - different.size());
    }
}
