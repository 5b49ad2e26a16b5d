package io.centercontrol.parts.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centercontrol.parts.Folders;
import io.centercontrol.parts.Launch;
import io.centercontrol.parts.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Stacks of small shell processes: real ones, started, killed and stopped. */
@Timeout(60)
class StackTest {
    @TempDir
    private Path folder = Path.of("");

    private final List<String> said = new CopyOnWriteArrayList<>();
    private Stack stack = new Stack(List.of(), new Folders(Path.of("")), said::add);

    @BeforeEach
    void folders() throws IOException {
        new Folders(folder).create();
    }

    @AfterEach
    void stop() throws InterruptedException {
        stack.stop();
    }

    @Test
    void starts_in_the_order_of_need_and_stops_in_reverse() throws Exception {
        stack = stack(run("c", List.of("step")), step("step", List.of("a")), run("a", List.of()));

        stack.start();
        stack.stop();

        assertThat(order()).containsExactly("start a", "start c", "end c", "end a");
        assertThat(stack.keepers())
                .allSatisfy(keeper -> assertThat(keeper.status().pid()).isZero());
    }

    @Test
    void brings_back_what_was_killed() throws Exception {
        stack = stack(run("a", List.of()));
        stack.start();
        var keeper = stack.keepers().iterator().next();
        var first = keeper.status().pid();

        ProcessHandle.of(first).orElseThrow().destroyForcibly();

        await(() -> keeper.status().pid() != 0 && keeper.status().pid() != first);
        assertThat(keeper.status().restarts()).isEqualTo(1);
    }

    @Test
    void says_what_failed_first_and_starts_nothing_that_needs_it() throws Exception {
        stack = stack(run("after", List.of("broken")), broken("broken"));

        assertThatThrownBy(() -> stack.start())
                .isInstanceOfSatisfying(
                        Stack.Failure.class,
                        failure -> assertThat(failure.node()).isEqualTo("broken"))
                .hasMessageContaining("ended with 3");
        assertThat(order()).isEmpty();
    }

    @Test
    void can_be_stopped_while_it_starts() throws Exception {
        var starting = new CountDownLatch(1);
        stack = stack(run("a", List.of()), new Node.Step("slow", List.of("a"), () -> {
            starting.countDown();
            Thread.sleep(Duration.ofMinutes(1));
        }));
        var starter = Thread.startVirtualThread(() -> {
            try {
                stack.start();
            } catch (Stack.Failure | InterruptedException e) {
                said.add("given up");
            }
        });
        starting.await();

        stack.stop();
        starter.join();

        assertThat(order()).containsExactly("start a", "end a");
        assertThat(said).contains("given up");
    }

    @Test
    void refuses_needs_that_make_no_sense() {
        assertThatThrownBy(() -> stack(run("a", List.of("b")), run("b", List.of("a"))))
                .hasMessageContaining("needs itself");
        assertThatThrownBy(() -> stack(run("a", List.of("nobody")))).hasMessageContaining("nobody");
        assertThatThrownBy(() -> stack(run("a", List.of()), run("a", List.of())))
                .hasMessageContaining("two nodes are called a");
    }

    private Stack stack(Node... nodes) {
        return new Stack(List.of(nodes), new Folders(folder), said::add);
    }

    private List<String> order() throws IOException {
        var order = folder.resolve("order");
        return Files.exists(order) ? Files.readAllLines(order) : List.of();
    }

    private Node run(String name, List<String> needs) {
        var mark = folder.resolve(name + ".up");
        return new Node.Run(
                part(
                        name,
                        "echo start " + name + " >> order; trap 'echo end " + name + " >> order; exit 0' TERM;"
                                + " touch " + mark + "; while :; do sleep 0.05; done",
                        () -> Files.exists(mark)),
                needs);
    }

    private Node broken(String name) {
        return new Node.Run(part(name, "exit 3", () -> false), List.of());
    }

    private static Node step(String name, List<String> needs) {
        return new Node.Step(name, needs, () -> {});
    }

    private Part part(String name, String script, BooleanSupplier ready) {
        return new Part() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Map<String, Integer> ports() {
                return Map.of();
            }

            @Override
            public Launch launch() {
                return Launch.of(List.of("sh", "-c", "cd " + folder + "; " + script), Map.of());
            }

            @Override
            public boolean ready() {
                return ready.getAsBoolean();
            }
        };
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within 20 s");
            }
            Thread.sleep(20);
        }
    }
}
