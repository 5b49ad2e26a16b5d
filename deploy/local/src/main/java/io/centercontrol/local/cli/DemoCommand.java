package io.centercontrol.local.cli;

import io.centercontrol.local.demo.Demo;
import io.centercontrol.local.watch.StackState;
import io.centercontrol.parts.tokens.Claims;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.parts.tokens.SigningKey;
import io.centercontrol.parts.tokens.TokenIssuer;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Plays the story. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        header = "Play the story on a running stack: from registration to serving, suspension and back.",
        footer = {"", "Exit status: 0 when every step came out, 1 at the first that did not."})
public final class DemoCommand implements Callable<Integer> {
    @Mixin
    private final StackOption option = new StackOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (StackState.ofLiving(option.folders()).isEmpty()) {
            System.err.println("Nothing runs. Start it first: ./center-control up --detach" + option.again());
            return 1;
        }
        var key = SigningKey.of(option.folders().secrets());
        var token = new TokenIssuer(key, Clock.systemUTC()).issue(Claims.of(Role.PLATFORM_ADMIN, "demo"));
        try {
            new Demo(option.offset(), token, this::kill, System.out::println).play();
            return 0;
        } catch (Demo.NotSo e) {
            System.err.println("FAILED " + e.getMessage());
            return 1;
        }
    }

    private void kill(String name) throws IOException {
        var part = StackState.ofLiving(option.folders()).stream()
                .flatMap(state -> state.parts().stream())
                .filter(one -> one.name().equals(name) && one.pid() != 0)
                .findFirst()
                .orElseThrow(() -> new IOException("nothing of the name " + name + " runs"));
        ProcessHandle.of(part.pid()).ifPresent(ProcessHandle::destroyForcibly);
    }
}
