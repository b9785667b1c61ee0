package io.github.ekssdk.internal.resource.cloudformation;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/**
 * The outputs of a stack.
 *
 * @param values the values by name
 */
public record StackOutputs(Map<String, String> values) {

    /** Reads the outputs of a stack; nothing where there is no such stack. */
    public static Optional<StackOutputs> of(Aws aws, String stack) {
        try {
            return aws.cloudFormation().describeStacks(request -> request.stackName(stack)).stacks().stream()
                    .findFirst()
                    .map(StackOutputs::read);
        } catch (AwsFault fault) {
            if (fault.code().equals("ValidationError")) {
                return Optional.empty();
            }
            throw fault;
        }
    }

    private static StackOutputs read(Stack stack) {
        Map<String, String> values = new TreeMap<>();
        stack.outputs().forEach(output -> values.put(output.outputKey(), output.outputValue()));
        return new StackOutputs(values);
    }

    /** Returns the items of an output that lists some with commas between them; none where there is no such output. */
    public List<String> items(String output) {
        return Arrays.stream(values.getOrDefault(output, "").split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }
}
