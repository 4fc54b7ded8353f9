#include "store/archive_copy.hpp"

#include "store/engine.hpp"

#include <utility>

namespace frameio::store {
namespace {

std::uint64_t copy(const archive_table& table, archive& from, archive& to) {
    std::uint64_t copied = 0;
    archive_row last;
    for (auto rows = from.read(table, last); !rows.empty(); rows = from.read(table, last)) {
        to.write(table, rows);
        copied += rows.size();
        last = std::move(rows.back());
        last.resize(table.keys);
    }
    return copied;
}

}  // namespace

row_counts count_rows(archive& of) {
    row_counts all;
    for (const archive_table& each : archive_tables()) {
        all[each.name] = of.count(each);
    }
    return all;
}

void require_empty(archive& store) {
    for (const auto& [name, rows] : count_rows(store)) {
        if (rows != 0) {
            throw store_error("the store " + store.shown() + ": it is not empty (table " + name + " has " +
                              std::to_string(rows) + " rows), and two stores are not mixed; give one that is new");
        }
    }
}

row_counts copy_all(archive& from, archive& to) {
    require_empty(to);
    row_counts copied;
    for (const archive_table& each : archive_tables()) {
        copied[each.name] = copy(each, from, to);
    }
    if (copied != count_rows(from) || copied != count_rows(to)) {
        throw store_error("the store " + to.shown() + ": it has other rows than " + from.shown() +
                          ", so nothing was copied; check both with \"frameio store check\"");
    }
    to.commit();
    return copied;
}

}  // namespace frameio::store
