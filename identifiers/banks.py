"""Names of the institutions by the first three digits of a CLABE.

Source: Banco de México's list of SPEI participants, plus banks since merged or closed whose CLABEs are still written
down (marked in the name).
"""

from __future__ import annotations

_TABLE = """
001 Banxico
002 Banamex
006 Bancomext
009 Banobras
012 BBVA México
014 Santander
019 Banjército
021 HSBC
030 BanBajío
032 IXE (merged into Banorte)
036 Inbursa
037 Interacciones (merged into Banorte)
042 Mifel
044 Scotiabank
058 Banregio
059 Invex
060 Bansí
062 Afirme
072 Banorte
102 Investabank
103 American Express
106 Bank of America
108 MUFG
110 JP Morgan
112 Monex
113 Ve por Más
124 Citi México
126 Credit Suisse
127 Banco Azteca
128 Autofin
129 Barclays
130 Compartamos
131 Banco Famsa (closed)
132 Multiva
133 Actinver
135 Nafin
136 Intercam
137 BanCoppel
138 Ualá
139 UBS
140 Consubanco
141 Volkswagen Bank
143 CIBanco
145 Banco Base
147 Bankaool
148 PagaTodo
150 Inmobiliario Mexicano
151 Fundación Dondé
152 Bancrea
154 Banco Covalto
155 ICBC
156 Sabadell
157 Shinhan
158 Mizuho
159 Bank of China
160 Banco S3
166 Banco del Bienestar
167 Hey Banco
168 Hipotecaria Federal
600 Monex Casa de Bolsa
601 GBM
602 Masari
605 Valué
616 Finamex
617 Valmex
620 Profuturo
630 Intercam Casa de Bolsa
631 CI Bolsa
634 Fincomún
638 Nu México
646 STP
652 Credicapital
653 Kuspit
656 Unagra
659 ASP Integra
661 Klar
670 Libertad
677 Caja Popular Mexicana
680 Cristóbal Colón
683 Caja Telefonistas
684 Transfer
685 Fondo FIRA
688 Crediclub
689 Fomped
699 Fondeadora
703 Tesored
706 Arcus
710 NVIO
714 PPBalance
715 Cashi
720 MexPago
721 Albo
722 Mercado Pago
723 Cuenca
725 Cooperativa Desarrollo
727 Transfer Directo
728 Spin by OXXO
729 Depósito y Pago Digital
730 Swap
732 Peibo
734 Finco Pay
738 Fintoc
901 CLS
902 Indeval
903 CoDi Valida
"""

BANKS: dict[str, str] = {line[:3]: line[4:] for line in _TABLE.strip().splitlines()}
