#pragma once

#include "http/letters.hpp"

#include <bit>
#include <cstdint>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace frameio::http {

// Where a run of octets of one kind ends. With SSE2, which every x86-64 has, sixteen octets are looked at together; the
// rest, and other machines, go one by one. Both find the same.

#if defined(__SSE2__)

namespace simd {

inline __m128i load(const char* at) noexcept {
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
}

// Octets from `low` to `high`: those that are, from `low` on, not more than `high - low`.
inline __m128i between(__m128i octets, char low, char high) noexcept {
    const __m128i above = _mm_sub_epi8(octets, _mm_set1_epi8(low));
    return _mm_cmpeq_epi8(_mm_min_epu8(above, _mm_set1_epi8(static_cast<char>(high - low))), above);
}

inline unsigned mask_of(__m128i octets) noexcept {
    return static_cast<unsigned>(_mm_movemask_epi8(octets));
}

}  // namespace simd

/// The end of a run of letters, digits and hyphens: shorter than a token may be, as long as header names are.
inline const char* end_of_name(const char* at, const char* end) noexcept {
    while (end - at >= 16) {
        const __m128i octets = simd::load(at);
        const __m128i letter = simd::between(_mm_or_si128(octets, _mm_set1_epi8(0x20)), 'a', 'z');
        const __m128i digit = simd::between(octets, '0', '9');
        const __m128i hyphen = _mm_cmpeq_epi8(octets, _mm_set1_epi8('-'));
        const unsigned other = simd::mask_of(_mm_or_si128(_mm_or_si128(letter, digit), hyphen)) ^ 0xFFFFU;
        if (other != 0) {
            return at + std::countr_zero(other);
        }
        at += 16;
    }
    while (at != end && letters::is_name(*at)) {
        ++at;
    }
    return at;
}

/// The end of a run of octets that a field value may have. A tab ends it early.
inline const char* end_of_value(const char* at, const char* end) noexcept {
    while (end - at >= 16) {
        const __m128i octets = simd::load(at);
        const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(octets, _mm_set1_epi8(0x1f)), octets);
        const __m128i del = _mm_cmpeq_epi8(octets, _mm_set1_epi8(0x7f));
        const unsigned other = simd::mask_of(_mm_or_si128(control, del));
        if (other != 0) {
            return at + std::countr_zero(other);
        }
        at += 16;
    }
    while (at != end && letters::is_value(*at) && *at != '\t') {
        ++at;
    }
    return at;
}

#else

inline const char* end_of_name(const char* at, const char* end) noexcept {
    while (at != end && letters::is_name(*at)) {
        ++at;
    }
    return at;
}

inline const char* end_of_value(const char* at, const char* end) noexcept {
    while (at != end && letters::is_value(*at) && *at != '\t') {
        ++at;
    }
    return at;
}

#endif

}  // namespace frameio::http
