package io.github.ekssdk.testing.internal.service.logs;

import io.github.ekssdk.testing.internal.Call;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.AssociateKmsKeyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.AssociateKmsKeyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteRetentionPolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DisassociateKmsKeyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DisassociateKmsKeyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogGroupDeletionProtectionRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogGroupDeletionProtectionResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyResponse;

/** Creates, shows, changes and deletes log groups. */
final class LogGroups {
    private static final int LARGEST_PAGE = 50;

    private final LogStore store;

    LogGroups(LogStore store) {
        this.store = store;
    }

    public CreateLogGroupResponse create(CreateLogGroupRequest request, Call call) {
        String name = LogsInput.groupName(request.logGroupName());
        LogsInput.checkTags(Map.of(), request.tags());
        if (store.groups().containsKey(name)) {
            throw LogsRefusals.groupExists();
        }
        int most = store.account().quotas().limit("logs.logGroups");
        if (store.groups().size() >= most) {
            throw LogsRefusals.limitExceeded("Resource limit exceeded.");
        }
        LogGroupState group = store.add(name, request.tags(), request.kmsKeyId(), call.now());
        group.change(b -> b.deletionProtectionEnabled(Boolean.TRUE.equals(request.deletionProtectionEnabled())));
        if (request.logGroupClass() != null) {
            group.change(b -> b.logGroupClass(request.logGroupClassAsString()));
        }
        return CreateLogGroupResponse.builder().build();
    }

    public DescribeLogGroupsResponse describe(DescribeLogGroupsRequest request) {
        String prefix = request.logGroupNamePrefix();
        String part = request.logGroupNamePattern();
        if (prefix != null && part != null) {
            throw LogsRefusals.invalidParameter(
                    "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
        }
        LogsPages<LogGroupState> page = LogsPages.of(
                prefix == null ? store.groups() : startingWith(prefix),
                group -> isAskedFor(group, part, request.logGroupIdentifiers()),
                LogsInput.limit(request.limit(), LARGEST_PAGE),
                request.nextToken());
        return DescribeLogGroupsResponse.builder()
                .logGroups(page.items().stream().map(LogGroupState::describe).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private NavigableMap<String, LogGroupState> startingWith(String prefix) {
        return store.groups().subMap(prefix, true, prefix + Character.MAX_VALUE, false);
    }

    private static boolean isAskedFor(LogGroupState group, @Nullable String part, List<String> identifiers) {
        boolean named =
                identifiers.isEmpty() || identifiers.contains(group.name()) || identifiers.contains(group.arn());
        return named && (part == null || group.name().toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT)));
    }

    public DeleteLogGroupResponse delete(DeleteLogGroupRequest request) {
        LogGroupState group = store.group(request.logGroupName());
        if (Boolean.TRUE.equals(group.describe().deletionProtectionEnabled())) {
            throw LogsRefusals.protectedGroup();
        }
        store.remove(group.name());
        return DeleteLogGroupResponse.builder().build();
    }

    public PutRetentionPolicyResponse putRetention(PutRetentionPolicyRequest request) {
        LogGroupState group = store.group(request.logGroupName());
        int days = LogsInput.retention(request.retentionInDays());
        group.change(b -> b.retentionInDays(days));
        return PutRetentionPolicyResponse.builder().build();
    }

    public DeleteRetentionPolicyResponse deleteRetention(DeleteRetentionPolicyRequest request) {
        store.group(request.logGroupName()).change(b -> b.retentionInDays(null));
        return DeleteRetentionPolicyResponse.builder().build();
    }

    public AssociateKmsKeyResponse associateKey(AssociateKmsKeyRequest request) {
        String key = LogsInput.required("kmsKeyId", request.kmsKeyId());
        if (!key.startsWith("arn:")) {
            throw LogsRefusals.invalidParameter("The KMS key must be given by its ARN, not as " + key);
        }
        store.named(request.logGroupName(), request.resourceIdentifier()).change(b -> b.kmsKeyId(key));
        return AssociateKmsKeyResponse.builder().build();
    }

    public DisassociateKmsKeyResponse disassociateKey(DisassociateKmsKeyRequest request) {
        store.named(request.logGroupName(), request.resourceIdentifier()).change(b -> b.kmsKeyId(null));
        return DisassociateKmsKeyResponse.builder().build();
    }

    public PutLogGroupDeletionProtectionResponse protect(PutLogGroupDeletionProtectionRequest request) {
        store.named(null, request.logGroupIdentifier())
                .change(b -> b.deletionProtectionEnabled(request.deletionProtectionEnabled()));
        return PutLogGroupDeletionProtectionResponse.builder().build();
    }
}
