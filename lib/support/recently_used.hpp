#pragma once

#include <cstddef>
#include <list>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace frameio {

/// The values of those keys that were used last, at most so many. Not thread-safe.
template <class Value>
class recently_used {
public:
    explicit recently_used(std::size_t most) : most_(most) {}

    /// Null if it is not there. Counts as a use; valid until the next one.
    Value* find(std::string_view key) {
        const auto found = places_.find(key);
        if (found == places_.end()) {
            return nullptr;
        }
        values_.splice(values_.begin(), values_, found->second);
        return &values_.front().second;
    }

    /// Instead of what was there. The one that was not used for longest makes room.
    Value& put(std::string key, Value what) {
        erase(key);
        values_.emplace_front(std::move(key), std::move(what));
        places_.emplace(values_.front().first, values_.begin());
        if (values_.size() > most_) {
            places_.erase(values_.back().first);
            values_.pop_back();
        }
        return values_.front().second;
    }

    void erase(std::string_view key) {
        if (const auto found = places_.find(key); found != places_.end()) {
            const auto value = found->second;
            places_.erase(found);
            values_.erase(value);
        }
    }

private:
    using list = std::list<std::pair<std::string, Value>>;

    std::size_t most_;
    list values_;  // the last one first
    std::map<std::string_view, typename list::iterator> places_;
};

}  // namespace frameio
