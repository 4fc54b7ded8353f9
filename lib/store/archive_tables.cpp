#include "store/archive.hpp"

#include <array>

namespace frameio::store {
namespace {

using enum column_kind;

constexpr std::array event_columns{
    archive_column{"id", id},
    archive_column{"kind", number},
    archive_column{"route", text},
    archive_column{"type", text},
    archive_column{"tenant", text},
    archive_column{"resource_type", text},
    archive_column{"resource_id", text},
    archive_column{"order_key", text},
    archive_column{"interaction", text},
    archive_column{"body", text},
    archive_column{"stamp", number},
    archive_column{"received", number},
    archive_column{"state", number},
    archive_column{"due", number},
    archive_column{"tries", number},
    archive_column{"runs", number},
    archive_column{"epoch", number},
    archive_column{"leased_until", number},
    archive_column{"seen", number},
    archive_column{"clean", number},
    archive_column{"first_copy", number},
    archive_column{"last_copy", number},
    archive_column{"began", number_or_nothing},
    archive_column{"status", number},
    archive_column{"answer", text},
    archive_column{"reason", text},
    archive_column{"done_at", number},
};

constexpr std::array ledger_columns{
    archive_column{"key", key},
    archive_column{"event", id},
    archive_column{"forget_at", number},
};

constexpr std::array run_columns{
    archive_column{"event", id},    archive_column{"number", number}, archive_column{"owner", text},
    archive_column{"build", text},  archive_column{"began", number},  archive_column{"ended", number_or_nothing},
    archive_column{"ending", text}, archive_column{"reason", text},
};

// The numbers say in which order steps began.
constexpr std::array step_columns{
    archive_column{"event", id},        archive_column{"key", key},     archive_column{"occurrence", number},
    archive_column{"number", number},   archive_column{"what", text},   archive_column{"ended", number},
    archive_column{"status", number},   archive_column{"result", text}, archive_column{"began", number},
    archive_column{"finished", number},
};

constexpr std::array document_columns{
    archive_column{"collection", text},
    archive_column{"key", text},
    archive_column{"value", text},
    archive_column{"version", number},
    archive_column{"expires", number_or_nothing},
};

constexpr std::array collection_columns{
    archive_column{"name", text},
    archive_column{"changes", number},
};

constexpr std::array<archive_table, 6> tables{
    archive_table{"event", event_columns, 1},       archive_table{"ledger", ledger_columns, 1},
    archive_table{"run", run_columns, 2},           archive_table{"step", step_columns, 3},
    archive_table{"document", document_columns, 2}, archive_table{"collection", collection_columns, 1},
};

}  // namespace

std::span<const archive_table> archive_tables() noexcept {
    return tables;
}

}  // namespace frameio::store
